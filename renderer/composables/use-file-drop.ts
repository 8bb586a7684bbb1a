import { onScopeDispose, ref } from 'vue'

/** Files that are dragged over the window. Nothing opens by itself: what is dropped is handed to `take`, the first one. */
export function useFileDrop(take: (file: File) => void) {
  const isOver = ref(false)

  function onOver(event: DragEvent): void {
    if (!hasFiles(event)) return
    // Otherwise the browser would go to the file, and the window would be gone.
    event.preventDefault()
    event.dataTransfer!.dropEffect = 'copy'
    isOver.value = true
  }

  /** Leaving one element for another is no leaving of the window. */
  function onLeave(event: DragEvent): void {
    if (event.relatedTarget === null) isOver.value = false
  }

  function onDrop(event: DragEvent): void {
    if (!hasFiles(event)) return
    event.preventDefault()
    isOver.value = false
    const [file] = event.dataTransfer!.files
    if (file !== undefined) take(file)
  }

  const stop = new AbortController()
  const { signal } = stop
  window.addEventListener('dragover', onOver, { signal })
  window.addEventListener('dragleave', onLeave, { signal })
  window.addEventListener('drop', onDrop, { signal })
  onScopeDispose(() => stop.abort())
  return { isOver }
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}
