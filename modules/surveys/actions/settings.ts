import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { changeSetting, readSettingVersion } from '#platform/settings.ts'
import type { changeSurveySettings as Change } from '../contract.ts'
import { surveySettings } from '../settings.ts'

export async function readSurveySettings(ctx: Ctx) {
  const { value, version } = await readSettingVersion(ctx, surveySettings)
  return { ...value, version }
}

export async function changeSurveySettings(ctx: Ctx, { version, ...settings }: z.output<typeof Change.input>) {
  return { version: await changeSetting(ctx, surveySettings, settings, version) }
}
