import { createRoot } from 'react-dom/client'
import { changeMe, declareAvailability, leave, whoAmI } from '#org/contract'
import { Application } from '#web/application.tsx'
import { openSession } from '#web/session.tsx'
import { router } from './router.ts'
import './told.ts'

openSession({ me: whoAmI, preferences: changeMe, availability: declareAvailability, leave, account: '/tai-khoan' })

const place = document.getElementById('app')
if (place) createRoot(place).render(<Application router={router} />)
