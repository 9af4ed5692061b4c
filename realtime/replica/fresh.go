package replica

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// maxVoid is how many numbers a mutation may void, and how many refusals the board remembers of a client id (B-12).
const maxVoid = 64

// voids counts what was refused before a mutation and since its client id's newest yes.
func (r *Replica) voids(m *Mutation) (n int) {
	for refused := range r.refused[m.Client] {
		if refused < m.N {
			n++
		}
	}
	return n
}

// worn says whether so much has been refused under a client id since its newest yes that nothing it has pending can be
// decided any more, through any node.
func (r *Replica) worn(client string) bool {
	i := slices.IndexFunc(r.Pending, func(m *Mutation) bool { return m.Client == client })
	return i >= 0 && r.voids(r.Pending[i]) > maxVoid
}

// refresh gives a worn lane another client id, and all that it has pending numbers under that from 1 on. web/src/sync does
// the same (#fresh).
func (r *Replica) refresh() {
	for _, lane := range []*string{&r.Named, &r.Anon} {
		old := *lane
		if !r.worn(old) {
			continue
		}
		*lane = after(old)
		for _, m := range r.Pending {
			if m.Client == old {
				m.Client = *lane
			}
		}
		if r.recovery.past.high[old] > 0 {
			r.recovery.past.takeAfter(old, 0) // of that id nothing will be told any more
		}
		r.renumber(*lane, 0)
	}
}

// after is the client id that takes the place of another.
func after(client string) string {
	sum := sha256.Sum256([]byte(client))
	x := hex.EncodeToString(sum[:])
	return x[:8] + "-" + x[8:12] + "-4" + x[13:16] + "-8" + x[17:20] + "-" + x[20:32]
}
