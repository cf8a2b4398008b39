package gpu

import "truceline/internal/scene"

// meshCache holds the meshes of paths.
type meshCache struct {
	byPath   map[*scene.Path]*pathMesh
	lastMesh *pathMesh
	lastPath *scene.Path
}

// A pathMesh holds the meshes of one path. Each is built when it is first needed.
type pathMesh struct {
	lastFrame uint64 // the last frame that drew it
	fill      *fillMesh
	line      *lineMesh
}

// Above maxMeshes, meshes that were not drawn for maxUnusedFrames frames are evicted. This bounds
// the memory of a scene that creates paths for single frames, which it should not.
const (
	maxMeshes       = 4096
	maxUnusedFrames = 600
)

// get returns the entry of a path, which is empty if it is new.
func (m *meshCache) get(p *scene.Path, frame uint64) *pathMesh {
	if p == m.lastPath {
		return m.lastMesh
	}
	mesh := m.byPath[p]
	if mesh == nil {
		if m.byPath == nil {
			m.byPath = map[*scene.Path]*pathMesh{}
		}
		mesh = &pathMesh{}
		m.byPath[p] = mesh
	}
	mesh.lastFrame = frame
	m.lastPath, m.lastMesh = p, mesh
	return mesh
}

// evictUnused removes meshes that were not drawn recently, if there are too many.
func (m *meshCache) evictUnused(frame uint64) {
	m.lastPath, m.lastMesh = nil, nil
	if len(m.byPath) <= maxMeshes || frame%64 != 0 {
		return
	}
	for p, mesh := range m.byPath {
		if mesh.lastFrame+maxUnusedFrames < frame {
			delete(m.byPath, p)
		}
	}
}
