/** The trust client alone, for whoever measures it against the public suite; no command of ours comes in here. */
export { downloadTarget, initTrust, refreshTrust } from './trust/folder-client.ts'
