import { $t as parseRelation, Qt as parseProvision, en as formatConstraints, tn as isProblem } from './shared-DyOnH0nz.js'
import { existsSync as isThere, readFileSync as readWhole } from 'node:fs'
import { Script as KeptScript } from 'node:vm'
const keptAt = import.meta.dirname + '/pool-DF47mPGs'
const keptOptions = { filename: keptAt + '.script.js' }
if (isThere(keptAt + '.script.code')) keptOptions.cachedData = readWhole(keptAt + '.script.code')
const { provisionIn, digestNumber, SectionReader, lengthsIn, writeSections, formatTerm, exclusionsIn, columnsIn, isExclusion, alternativesIn, openPool, digestTable, Relations, tableOf, hashOf, placeIn, isSound } = new KeptScript(readWhole(keptAt + '.script.js', 'utf8'), keptOptions).runInThisContext()(parseRelation, parseProvision, formatConstraints, isProblem)
export { provisionIn as _, digestNumber as a, SectionReader as c, lengthsIn as d, writeSections as f, formatTerm as g, exclusionsIn as h, columnsIn as i, isExclusion as l, alternativesIn as m, openPool as n, digestTable as o, Relations as p, tableOf as r, hashOf as s, placeIn as t, isSound as u }
