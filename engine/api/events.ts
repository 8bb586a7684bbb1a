/** What the engine announces to everybody who listens. Facts to re-read by, never the data itself. */
export type EngineEvent =
  /** Installed packages changed: this is the generation now. */
  | { readonly kind: 'machine-changed'; readonly generation: number }
  /** Repositories were added, removed, changed or synchronized: catalog answers may differ. */
  | { readonly kind: 'catalog-changed' }
  /** Somebody asked the administrator for something, or took it back: one's own, or, for the administrator, anybody. */
  | { readonly kind: 'requests-changed' }
