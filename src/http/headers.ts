import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The headers of every answer: no inline script or style, no eval, no frame, no foreign resource, nothing of the device.
 * The referrer stays inside the site (`same-origin`): with `no-referrer` browsers send `Origin: null` with our own forms, and the
 * check of the origin would have to let that through.
 */
export function protect(options: { secure: boolean }): MiddlewareHandler {
	return secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'none'"],
			scriptSrc: ["'self'"],
			styleSrc: ["'self'"],
			imgSrc: ["'self'"],
			connectSrc: ["'self'"],
			manifestSrc: ["'self'"],
			formAction: ["'self'"],
			baseUri: ["'none'"],
			frameAncestors: ["'none'"],
		},
		/** An answer that is stricter than this, says so itself. */
		overwrite: false,
		xFrameOptions: 'DENY',
		referrerPolicy: 'same-origin',
		crossOriginResourcePolicy: 'same-origin',
		crossOriginOpenerPolicy: 'same-origin',
		strictTransportSecurity: options.secure ? 'max-age=31536000; includeSubDomains' : false,
		permissionsPolicy: {
			camera: [],
			microphone: [],
			geolocation: [],
			payment: [],
			usb: [],
			displayCapture: [],
			browsingTopics: [],
		},
	});
}
