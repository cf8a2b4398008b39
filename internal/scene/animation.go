package scene

import "math"

// EaseInOut maps the share of time that has passed (0 to 1) to the share of the way that is done:
// slow, quick, slow (a cubic with level ends).
func EaseInOut(t float64) float64 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}

// InterpolateCamera is the camera on the way from a to b; t runs from 0 to 1. The scale changes
// evenly to the eye (geometrically), and the centre keeps to the path on which nothing seems to
// slip: linear in the scale.
func InterpolateCamera(a, b Camera, t float64) Camera {
	if t <= 0 {
		return a
	}
	if t >= 1 {
		return b
	}
	ratio := b.MetresPerPixel / a.MetresPerPixel
	out := b
	out.MetresPerPixel = a.MetresPerPixel * math.Pow(ratio, t)
	done := t
	if math.Abs(ratio-1) > 1e-6 {
		done = (math.Pow(ratio, t) - 1) / (ratio - 1)
	}
	out.Center.X = a.Center.X + (b.Center.X-a.Center.X)*done
	out.Center.Y = a.Center.Y + (b.Center.Y-a.Center.Y)*done
	return out
}

// flingDecayTime is the time in which a thrown map loses all but 1/e of its speed, in milliseconds.
const flingDecayTime = 220

// FlingDistance is how far a map thrown with a speed in CSS pixels a millisecond has moved after a
// time in milliseconds: an exponential run-out.
func FlingDistance(speed, ms float64) float64 {
	return speed * flingDecayTime * (1 - math.Exp(-ms/flingDecayTime))
}

// FlingSpeed is the speed that is left of it.
func FlingSpeed(speed, ms float64) float64 { return speed * math.Exp(-ms/flingDecayTime) }
