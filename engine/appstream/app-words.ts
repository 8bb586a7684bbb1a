import type { WrittenApp } from '../builder/recipe.ts'

/** What goes into a recipe's `app` as it is said; names, pictures and how it starts are found out first. */
export type AppWords = Omit<WrittenApp, 'icon' | 'screenshots' | 'launchable' | 'id' | 'name' | 'summary'>
