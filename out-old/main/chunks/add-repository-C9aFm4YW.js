import { i as setRepositoryKey, n as inspectKey, r as inspectRepository, t as addRepository } from "./add-repository-Cg6slhmm.js";
export { addRepository, inspectKey, inspectRepository, setRepositoryKey };
