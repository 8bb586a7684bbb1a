import { n as makePool, r as publishersOf, t as keepPool } from "./make-pool-DI7HX7Zy.js";
export { keepPool, makePool, publishersOf };
