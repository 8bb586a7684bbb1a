/** Prints the facts of the keystore that the environment chooses: started under a keychain of its own. */
import { observeKeystore } from './contract.ts'

const directory = process.argv[2]
if (directory === undefined) throw new Error('Give the key directory')
console.log(JSON.stringify(await observeKeystore(process.env, directory)))
