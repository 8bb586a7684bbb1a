import { $n as isDevelopmentVersion, En as matchesPattern, Qn as compareVersions, en as formatConstraints, er as isVersion, nn as parseConstraints, r as once, rn as satisfies, tn as isProblem } from './shared-DyOnH0nz.js'
import { g as formatTerm, l as isExclusion, p as Relations, t as placeIn } from './pool-DF47mPGs.js'
import { existsSync as isThere, readFileSync as readWhole } from 'node:fs'
import { Script as KeptScript } from 'node:vm'
const keptAt = import.meta.dirname + '/solver-Dw6LybCM'
const keptOptions = { filename: keptAt + '.script.js' }
if (isThere(keptAt + '.script.code')) keptOptions.cachedData = readWhole(keptAt + '.script.code')
const { whyInstalled, matchTerm, hiddenReleases, usualBudget, neededNames, checkInstalled, Admission, resolve } = new KeptScript(readWhole(keptAt + '.script.js', 'utf8'), keptOptions).runInThisContext()(isDevelopmentVersion, matchesPattern, compareVersions, formatConstraints, isVersion, parseConstraints, once, satisfies, isProblem, formatTerm, isExclusion, Relations, placeIn)
export { whyInstalled as a, matchTerm as c, hiddenReleases as i, usualBudget as n, neededNames as o, checkInstalled as r, Admission as s, resolve as t }
