import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What screen readers are told: politely, or at once for what failed. */
export const useAnnouncer = defineStore('announcer', () => {
  const polite = ref('')
  const urgent = ref('')

  function say(text: string): void {
    polite.value = text
  }

  function warn(text: string): void {
    urgent.value = text
  }

  return { polite, urgent, say, warn }
})
