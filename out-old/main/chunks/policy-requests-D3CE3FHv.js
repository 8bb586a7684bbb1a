import { a as listRequests, c as spoolOf, i as decided, l as viewOf, o as mayDecide, r as blockingRule, s as requestLeave, u as withdrawRequest } from "./engine-CW36T4mF.js";
export { blockingRule, decided, listRequests, mayDecide, requestLeave, spoolOf, viewOf, withdrawRequest };
