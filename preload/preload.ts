import { contextBridge, ipcRenderer } from 'electron'
import type { EngineEvent } from '../engine/api/events.ts'
import { type Bridge, channels, type Reply, type Request, type Told } from './contract.ts'

// Runs sandboxed in the window's process: hands three functions over, and nothing of Electron.
const reports = new Map<string, (told: Told) => void>()

ipcRenderer.on(channels.progress, (_event, id: string, told: Told) => reports.get(id)?.(told))

async function start({ id, name, input }: Request, report: (told: Told) => void): Promise<Reply> {
  reports.set(id, report)
  try {
    return (await ipcRenderer.invoke(channels.start, { id, name, input })) as Reply
  } finally {
    reports.delete(id)
  }
}

function on(listener: (event: EngineEvent) => void): () => void {
  const hear = (_event: unknown, event: EngineEvent): void => listener(event)
  ipcRenderer.on(channels.event, hear)
  return () => ipcRenderer.off(channels.event, hear)
}

const bridge: Bridge = { start, cancel: (id) => ipcRenderer.send(channels.cancel, id), on }
contextBridge.exposeInMainWorld('multios', bridge)
