/** What the parts of each screenshot must have together. */
import { lineOf } from '../appstream/clean-text.ts'
import { type Findings, note } from '../appstream/findings.ts'
import { elementsOf, textOf, type XmlElement } from '../xml/read-xml.ts'

export function judgeScreenshots(component: XmlElement, findings: Findings): void {
  for (const list of elementsOf(component, 'screenshots')) {
    const all = elementsOf(list, 'screenshot')
    if (!elementsOf(list).some(({ attributes }) => attributes['type'] === 'default'))
      note(findings, 'warning', 'screenshot/no-default', {
        line: (all[0] ?? list).line,
        accepted: 'type="default"',
      })
    for (const screenshot of all) {
      judgeMedia(screenshot, findings)
      judgeSources(screenshot, findings)
      for (const video of elementsOf(screenshot, 'video')) judgeVideo(video, findings)
      for (const medium of elementsOf(screenshot)) judgeAddress(medium, findings)
    }
  }
}

function judgeMedia(screenshot: XmlElement, findings: Findings): void {
  const { line, attributes } = screenshot
  const images = elementsOf(screenshot, 'image')
  const videos = elementsOf(screenshot, 'video')
  if (images.length > 0 && videos.length > 0) note(findings, 'error', 'screenshot/mixed', { line })
  if (images.length === 0 && videos.length === 0) note(findings, 'error', 'screenshot/no-picture', { line })
  if (attributes['type'] === 'default' && videos.length > 0)
    note(findings, 'error', 'screenshot/default-video', { line })
}

function judgeSources(screenshot: XmlElement, findings: Findings): void {
  const images = elementsOf(screenshot, 'image')
  const sources = images.filter(({ attributes }) => ['', 'source'].includes(attributes['type'] ?? ''))
  if (images.length > 0 && sources.length === 0)
    note(findings, 'error', 'screenshot/no-source', { line: screenshot.line })
  const seen = new Set<string>()
  for (const { line, attributes } of sources) {
    const language = attributes['xml:lang'] ?? ''
    if (seen.has(language)) note(findings, 'error', 'screenshot/source-repeated', { line, value: language })
    seen.add(language)
  }
  for (const { line, attributes } of images) {
    for (const side of attributes['type'] === 'thumbnail' ? ['width', 'height'] : []) {
      if (attributes[side] === undefined)
        note(findings, 'warning', 'value/missing', { line, value: `image ${side}`, accepted: '640' })
    }
  }
}

function judgeVideo(video: XmlElement, findings: Findings): void {
  const address = lineOf(textOf(video))
  const file =
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)
      ?.toLowerCase() ?? ''
  if (/^(?:https?|ftp):\/\//.test(address) && file.includes('.') && !/\.(?:mkv|webm)$/.test(file))
    note(findings, 'warning', 'value/form', { line: video.line, value: file, accepted: '.webm or .mkv' })
}

function judgeAddress(medium: XmlElement, findings: Findings): void {
  const value = lineOf(textOf(medium))
  if (medium.name !== 'caption' && /^(?:http|ftp):/.test(value))
    note(findings, 'hint', 'url/not-https', { line: medium.line, value, accepted: 'https://…' })
}
