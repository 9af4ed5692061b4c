package boards

// Bound makes a Chronicle keep and tell less than NewChronicle does.
func (c *Chronicle) Bound(looks, bytes, steps, told int) {
	c.most = pastBounds{looks, bytes, steps, told}
}

// Kept is how much a Chronicle keeps.
func (c *Chronicle) Kept() (looks, bytes int) {
	for _, k := range c.changes {
		if k.All != nil || k.undo.client != nil || k.undo.forgot != nil || k.Entry.Ops != nil {
			panic("a change keeps more than is told")
		}
		looks, bytes = looks+k.looks, bytes+k.bytes
	}
	if looks != c.looks || bytes != c.bytes {
		panic("a Chronicle has lost count")
	}
	return looks, bytes
}

// Peak is how much is held while a history is told, at most.
func (c *Chronicle) Peak(v Viewer) (steps, bytes int) {
	p := c.begin(v)
	for _, change := range c.changes {
		p.take(change.Change)
		sum := 0
		for _, s := range p.steps {
			sum += s.size()
		}
		if sum != p.bytes {
			panic("a telling has lost count")
		}
		steps, bytes = max(steps, len(p.steps)), max(bytes, sum)
	}
	return steps, bytes
}
