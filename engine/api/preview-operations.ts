import * as v from 'valibot'
import { rules, severities } from '../model/finding.ts'
import { largest, operation } from './operation.ts'
import { Line, Locales, PackageDetails } from './package-operations.ts'
import { largestPreviewBytes } from './preview-limit.ts'

/** Characters that base64 makes of so many bytes. */
const largestContent = Math.ceil(largestPreviewBytes / 3) * 4

/** What of it is nothing is searched for: a form of the whole would be tried again from each of its millions of places. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(text)
}

export const PreviewFinding = v.strictObject({
  severity: v.picklist(severities),
  rule: v.picklist(rules),
  file: v.string(),
  /** 1-based; null where it is about the whole file, or about a picture. */
  line: v.nullable(v.number()),
  value: v.nullable(v.string()),
  accepted: v.nullable(v.string()),
})

export const PackagePreview = v.strictObject({
  /** As it would be shown; null where nothing can be, and then the findings say why. */
  details: v.nullable(PackageDetails),
  /** Screenshots that are told by their address. Who publishes the app fetches them, and nobody else. */
  offers: v.array(v.strictObject({ url: v.string(), caption: v.string() })),
  /** Ids of further apps in the same file. */
  others: v.array(v.string()),
  findings: v.array(PreviewFinding),
})
export type PackagePreview = v.InferOutput<typeof PackagePreview>

export const previewOperations = {
  'package.preview': largest(
    largestContent + 20_000,
    operation(
      'reads',
      'How a metainfo file or a package would be shown, and what is wrong with it; installs nothing.',
      v.strictObject({
        /** The name of the file, to tell of it by. */
        file: v.pipe(Line, v.maxLength(255)),
        /** Its bytes, as base64. */
        content: v.pipe(v.string(), v.maxLength(largestContent), v.check(isBase64, 'base64')),
        /** Languages to tell it in, the dearest first: `de-AT`. */
        locales: Locales,
      }),
      PackagePreview,
    ),
  ),
}
