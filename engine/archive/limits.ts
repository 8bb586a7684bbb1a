/** Ceilings that no honest package comes near; above them a package is refused whole. */

/** Folders below each other. */
export const maximumDepth = 64

/** Bytes of one name between two slashes: what every common file system can hold. */
export const maximumNameBytes = 255

/** Bytes of a manifest: a million files of 128 bytes each. */
export const maximumManifestBytes = 128 * 1024 * 1024

/** Bytes of one pax header: a path and a link target, both far above `maximumDepth` names. */
export const maximumPaxBytes = 64 * 1024

/** Bytes of zeros after the end of the archive. GNU tar pads to 10 KiB. */
export const maximumPaddingBytes = 1024 * 1024

/** Symbolic links followed to resolve one: what Linux allows. */
export const maximumLinkHops = 40

/** Bytes of dictionary that reading may take: xz -9 and zstd --long=26 need exactly this. */
export const maximumDictionaryBytes = 64 * 1024 * 1024
