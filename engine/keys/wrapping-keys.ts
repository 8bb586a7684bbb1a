/** Where the 32 bytes lie that open a private key. One adapter per place; none ever stands in for another. */
export type KeystoreKind = 'keytar' | 'keyring' | 'file'

export const wrappingKeyBytes = 32

export interface WrappingKeys {
  readonly kind: KeystoreKind
  /**
   * A wrapping key for `account`: the one that is there already, as a key that is taken in under a second name must
   * not cost the first its own. `salt` goes into the key file where it is needed to find it again.
   */
  readonly create: (account: string) => Promise<{ readonly secret: Buffer; readonly salt: Buffer | null }>
  /** The wrapping key made before, or null where it is gone. */
  readonly open: (account: string, salt: Buffer | null) => Promise<Buffer | null>
  readonly remove: (account: string) => Promise<void>
}

/** A keychain's three acts on text, as both keychain libraries offer them. */
export interface Keychain {
  readonly set: (account: string, secret: string) => Promise<void>
  readonly get: (account: string) => Promise<string | null>
  readonly remove: (account: string) => Promise<void>
}

/** Under this name a person finds the entries in the keychain's own window. */
export const keychainService = 'multios-package-manager'
