import { n as wantedReleases, t as verifyPackages } from "./verify-packages-ByvW7wDZ.js";
export { verifyPackages, wantedReleases };
