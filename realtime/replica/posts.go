package replica

import (
	"bytes"
	"fmt"
	"slices"

	"feltboard/boards/canon"
)

// A client that no websocket lets through sends its mutations by posts, to any node (SPEC §7). The frames that a Replica with
// Posts returns are such mutations; whoever drives it puts those that wait into one Body, posts it until there is an answer,
// and posts nothing else in the meantime.

// postHello adds to a hello what a stream or a poll needs.
func (r *Replica) postHello(m map[string]any) {
	if !r.Posts {
		return
	}
	delete(m, "zip")
	m["posts"] = true
	if r.Poll {
		m["poll"] = "now"
		if r.token != "" {
			m["poll"] = "wait"
		}
	}
}

// told counts a numbered frame.
func (r *Replica) told() {
	r.frames++
	r.at = "" // till the next position
}

// Body is a post of mutations in the order they were returned.
func (r *Replica) Body(mutations ...[]byte) []byte {
	head := frame(map[string]any{"clients": []any{r.Named, r.Anon}, "own": r.Secret})
	b := append(bytes.TrimSuffix(head, []byte("}")), `,"frames":[`...)
	return append(append(b, bytes.Join(mutations, []byte(","))...), "]}"...)
}

// Posted takes in a refusal that came in answer to a post; beats do not count those. It may wait. The rest is as with
// Receive.
func (r *Replica) Posted(nack []byte) ([][]byte, error) {
	v, err := canon.Decode(nack)
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	m, _ := v.(map[string]any)
	if m["t"] != "nack" {
		return nil, fmt.Errorf("replica: a post was answered with %.80s", nack)
	}
	r.nacks = append(r.nacks, m)
	return r.heed()
}

// heed takes in the refusals of posts, unless a turn is only half told, or a lower number is not answered yet.
func (r *Replica) heed() (out [][]byte, err error) {
	for len(r.nacks) > 0 && r.at != "" && err == nil {
		c, _ := r.nacks[0]["c"].(string)
		n, _ := r.nacks[0]["n"].(int64)
		if slices.ContainsFunc(r.Pending, func(p *Mutation) bool { return p.Client == c && p.N < n && p.sent }) {
			break
		}
		var more [][]byte
		more, err = r.nacked(r.nacks[0])
		r.nacks, out = r.nacks[1:], append(out, more...)
	}
	return out, err
}
