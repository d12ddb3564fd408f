import { ConfigMistake, readConfig } from '#server/config.ts'
import { demoEmail, demoOrganisations, demoPassword } from '#server/demo/staff.ts'
import { runUntilStopped } from '#server/run-until-stopped.ts'
import { start } from '#server/start.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig(process.env)
  const running = await start(config, { http: true, jobs: true, tell: say })
  say(`Palier est prêt : ${running.url}`)
  if (running.firstAccessUrl)
    say(
      `Aucune organisation encore. Pour créer la première, ouvrez ce lien, une fois :\n  ${running.firstAccessUrl}`,
    )
  if (config.demo) {
    if (config.url)
      say(
        'Attention : la démonstration est ouverte, avec un mot de passe connu de tous. PALIER_DEMO=off la ferme.',
      )
    say(`Comptes de démonstration (mot de passe : ${demoPassword})`)
    for (const { name, members } of demoOrganisations)
      for (const member of members) say(`  ${demoEmail(member).padEnd(34)} ${member.role.padEnd(17)} ${name}`)
  }
  await runUntilStopped(running)
} catch (error) {
  process.stderr.write(`${error instanceof ConfigMistake ? error.message : (error as Error).stack}\n`)
  process.exitCode = 1
}
