import { n as syncRepository, t as syncRepositories } from "./sync-repositories-BmW2T2zk.js";
export { syncRepositories, syncRepository };
