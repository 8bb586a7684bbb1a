/** Ceilings that no package of Debian comes near; above them a file is refused whole. Sizes are bytes. */

/** Of everything in control.tar, unpacked. */
export const maximumControlBytes = 32 * 1024 * 1024
/** The same with headers and padding, however the archive is written. */
export const maximumControlPart = 2 * maximumControlBytes
/** Files in control.tar. */
export const maximumControlMembers = 256
/** Of everything in data.tar, unpacked: the biggest package has a quarter. */
export const maximumDataBytes = 8 * 1024 * 1024 * 1024
/** The same with headers and padding. */
export const maximumDataPart = 9 * 1024 * 1024 * 1024
/** Files, folders and links in data.tar. */
export const maximumDataMembers = 500_000
/** Parts of the ar archive: three are usual. */
export const maximumParts = 16
/** Packages that one relation field names. */
export const maximumRelations = 5_000
