/** `./multios test --full`: what is a slice otherwise is tried as a whole. */
export const isFull = process.env['MULTIOS_TEST_FULL'] === '1'
