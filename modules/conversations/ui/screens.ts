import { tellPowers } from '#org/places'

tellPowers('conversations', 20, () => import('./powers.ts').then(({ powers }) => powers))
