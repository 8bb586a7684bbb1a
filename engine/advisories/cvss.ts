/** Scores of CVSS vectors. The calculator takes halves and repetitions of vectors, so ours decides what is one. */
import calculator from 'ae-cvss-calculator'

/** From 0 to 10, with one digit; null where the text is no whole vector of CVSS 3.0, 3.1 or 4.0. */
export function scoreVector(vector: string): number | null {
  const [prefix = '', ...metrics] = vector.length > longest ? [] : vector.split('/')
  const standard = standards.get(prefix)
  if (standard === undefined || !isWhole(metrics, standard)) return null
  const { overall } = standard.read(vector).calculateScores()
  return overall >= 0 && overall <= 10 ? overall : null
}

/** Characters; a vector with every metric has less than half of them. */
const longest = 512

interface Standard {
  readonly needed: Metrics
  readonly optional: Metrics
  readonly read: (vector: string) => { readonly calculateScores: () => { readonly overall: number } }
}

type Metrics = ReadonlyMap<string, ReadonlySet<string>>

/** `AV:NALP`: the letters that a metric may have; `U:X,Clear` where some values are words. */
function metrics(text: string): Metrics {
  return new Map(
    text.split(' ').map((one) => {
      const [name = '', values = ''] = one.split(':')
      return [name, new Set(values.includes(',') ? values.split(',') : values)]
    }),
  )
}

const base3 = metrics('AV:NALP AC:LH PR:NLH UI:NR S:UC C:NLH I:NLH A:NLH')
const more3 = metrics(
  'E:XUPFH RL:XOTWU RC:XURC CR:XLMH IR:XLMH AR:XLMH MAV:XNALP MAC:XLH MPR:XNLH MUI:XNR MS:XUC MC:XNLH MI:XNLH MA:XNLH',
)
const base4 = metrics('AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN')
const more4 = metrics(
  'E:XAPU CR:XHML IR:XHML AR:XHML MAV:XNALP MAC:XLH MAT:XNP MPR:XNLH MUI:XNPA MVC:XHLN MVI:XHLN MVA:XHLN MSC:XHLN ' +
    'MSI:XSHLN MSA:XSHLN S:XNP AU:XNY R:XAUI V:XDC RE:XLMH U:X,Clear,Green,Amber,Red',
)

const standards: ReadonlyMap<string, Standard> = new Map([
  ['CVSS:3.0', { needed: base3, optional: more3, read: (vector) => new calculator.Cvss3P0(vector) }],
  ['CVSS:3.1', { needed: base3, optional: more3, read: (vector) => new calculator.Cvss3P1(vector) }],
  ['CVSS:4.0', { needed: base4, optional: more4, read: (vector) => new calculator.Cvss4P0(vector) }],
])

/** Every needed metric, none twice, none that the standard does not have. */
function isWhole(parts: readonly string[], { needed, optional }: Standard): boolean {
  const seen = new Set<string>()
  for (const part of parts) {
    const [name = '', value = '', more] = part.split(':')
    const accepted = needed.get(name) ?? optional.get(name)
    if (accepted?.has(value) !== true || more !== undefined || seen.has(name)) return false
    seen.add(name)
  }
  return [...needed.keys()].every((name) => seen.has(name))
}
