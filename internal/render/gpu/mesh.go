package gpu

import "truceline/internal/scene"

// meshes keeps what has been made of paths.
type meshes struct {
	of     map[*scene.Path]*mesh
	recent *mesh
	last   *scene.Path
}

// A mesh is what has been made of one path, each half when it was first needed.
type mesh struct {
	used uint64 // the frame that drew it last
	fill *fillMesh
	line *lineMesh
}

// Above keepMeshes meshes, those that no frame has drawn for keepFrames are let go: a scene that makes paths for
// single frames, against the rule, would fill the memory else.
const (
	keepMeshes = 4096
	keepFrames = 600
)

func (m *meshes) get(p *scene.Path, frame uint64) *mesh {
	if p == m.last {
		return m.recent
	}
	one := m.of[p]
	if one == nil {
		if m.of == nil {
			m.of = map[*scene.Path]*mesh{}
		}
		one = &mesh{}
		m.of[p] = one
	}
	one.used = frame
	m.last, m.recent = p, one
	return one
}

func (m *meshes) sweep(frame uint64) {
	m.last, m.recent = nil, nil
	if len(m.of) <= keepMeshes || frame%64 != 0 {
		return
	}
	for p, one := range m.of {
		if one.used+keepFrames < frame {
			delete(m.of, p)
		}
	}
}
