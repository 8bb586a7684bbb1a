import type { AppDetails } from '../../engine/api/app-details.ts'

/** What is told of an app that says nothing of itself but its name. */
export function plainApp(name: string): AppDetails {
  return {
    appId: name,
    developerId: null,
    contentRating: null,
    licenseKind: 'permissive',
    metadataLicense: null,
    keywords: [],
    urls: [],
    mediaTypes: [],
    requires: null,
    recommendsFit: null,
    supports: null,
    branding: null,
    extends: [],
    addOns: [],
    endOfLife: null,
    screenshots: [],
    releases: [],
  }
}
