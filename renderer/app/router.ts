import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw } from 'vue-router'
import DiscoverPage from '../features/discover/DiscoverPage.vue'
import { en } from '../locales/en.ts'
import type { PlaceId } from './places.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** The place of the side navigation that is lit. */
    place?: PlaceId
    title?: string
    /** The page scrolls its own columns instead of the panel. */
    flush?: boolean
  }
}

const places = en.shell.places

const search = () => import('../features/search/SearchPage.vue')
const app = () => import('../features/package/PackagePage.vue')
const installed = () => import('../features/installed/InstalledPage.vue')
const history = () => import('../features/history/HistoryPage.vue')
const activity = () => import('../features/activity/ActivityPage.vue')
const repositories = () => import('../features/repositories/RepositoriesPage.vue')
const security = () => import('../features/security/SecurityPage.vue')
const preview = () => import('../features/preview/PreviewPage.vue')
const list = () => import('../features/discover/ListPage.vue')

const discover = { place: 'discover' } as const

const routes: readonly RouteRecordRaw[] = [
  { path: '/', redirect: '/discover' },
  {
    path: '/discover',
    name: 'discover',
    component: DiscoverPage,
    meta: { ...discover, title: places.discover },
  },
  { path: '/category/:id', name: 'category', component: list, meta: discover },
  { path: '/collection/:id', name: 'collection', component: list, meta: discover },
  {
    path: '/search',
    name: 'search',
    component: search,
    meta: { ...discover, title: en.shell.results, flush: true },
  },
  { path: '/app/:name', name: 'app', component: app, props: true, meta: discover },
  {
    path: '/installed',
    name: 'installed',
    component: installed,
    meta: { place: 'installed', title: places.installed, flush: true },
  },
  {
    path: '/history',
    name: 'history',
    component: history,
    meta: { place: 'history', title: places.history, flush: true },
  },
  {
    path: '/activity',
    name: 'activity',
    component: activity,
    meta: { place: 'history', title: en.shell.activity },
  },
  {
    path: '/repositories',
    name: 'repositories',
    component: repositories,
    meta: { place: 'repositories', title: places.repositories },
  },
  {
    path: '/security',
    name: 'security',
    component: security,
    meta: { place: 'security', title: places.security },
  },
  { path: '/preview', name: 'preview', component: preview, meta: { title: en.preview.title } },
  { path: '/:rest(.*)', redirect: '/discover' },
]

/** The address after `#` is the page, so that media addresses stay relative to the one document. */
export function createWindowRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes })
}

/** Fetches the other pages while nobody waits for them: one that does not come is fetched again by who goes there. */
export function fetchOtherPages(): void {
  const others = [search, app, list, installed, history, activity, repositories, security, preview]
  for (const page of others) page().catch(() => undefined)
}
