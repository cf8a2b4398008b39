package gpu

import (
	"testing"

	"truceline/internal/render/gpu/gputest"
)

func TestMain(m *testing.M) { gputest.RunTests(m) }
