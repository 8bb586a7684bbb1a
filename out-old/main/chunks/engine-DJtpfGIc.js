import { Si as failureOf, xi as EngineError } from "./shared-DyOnH0nz.js";
import { It as silent, Nt as findPlaces, mr as operations, n as createEngine, pr as isOperationName, t as MultiOSPackageManager, vr as OperationFailed, xt as engineVersion } from "./engine-CW36T4mF.js";
export { EngineError, MultiOSPackageManager, OperationFailed, createEngine, engineVersion, failureOf, findPlaces, isOperationName, operations, silent };
