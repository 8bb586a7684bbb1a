/** A package with this tag is below every other one, as a shell is: it is part of the system rather than an app. */
export const essentialTag = 'priority::required'
