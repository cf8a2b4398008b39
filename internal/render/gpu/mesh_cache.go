package gpu

import "truceline/internal/scene"

// meshCache keeps what has been made of paths.
type meshCache struct {
	byPath   map[*scene.Path]*pathMesh
	lastMesh *pathMesh
	lastPath *scene.Path
}

// A pathMesh is what has been made of one path, each half when it was first needed.
type pathMesh struct {
	lastFrame uint64 // the frame that drew it last
	fill      *fillMesh
	line      *lineMesh
}

// Above keepMeshes meshes, those that no frame has drawn for keepFrames are let go: a scene that
// makes paths for single frames, against the rule, would fill the memory else.
const (
	maxMeshes       = 4096
	maxUnusedFrames = 600
)

func (m *meshCache) get(p *scene.Path, frame uint64) *pathMesh {
	if p == m.lastPath {
		return m.lastMesh
	}
	one := m.byPath[p]
	if one == nil {
		if m.byPath == nil {
			m.byPath = map[*scene.Path]*pathMesh{}
		}
		one = &pathMesh{}
		m.byPath[p] = one
	}
	one.lastFrame = frame
	m.lastPath, m.lastMesh = p, one
	return one
}

func (m *meshCache) evictUnused(frame uint64) {
	m.lastPath, m.lastMesh = nil, nil
	if len(m.byPath) <= maxMeshes || frame%64 != 0 {
		return
	}
	for p, one := range m.byPath {
		if one.lastFrame+maxUnusedFrames < frame {
			delete(m.byPath, p)
		}
	}
}
