import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const key = 'multios.theme'

/** What a person chose for this window alone. */
export const usePreferences = defineStore('preferences', () => {
  const theme = ref<Theme>(themeFrom(localStorage.getItem(key)))

  watchEffect(() => {
    localStorage.setItem(key, theme.value)
    if (theme.value === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme.value
  })

  return { theme }
})

function themeFrom(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'system'
}
