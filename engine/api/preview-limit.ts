/** Bytes of a file that is looked at. Its publisher's own machine can look at a bigger one with the builder. */
export const largestPreviewBytes = 8 * 1024 * 1024
