import { A as update, C as downgrade, D as rollback, E as replace, O as undo, S as autoremove, T as repair, k as uninstall, w as install } from "./change-DfVuWbkk.js";
export { autoremove, downgrade, install, repair, replace, rollback, undo, uninstall, update };
