package redistest

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const slots = 16384

// Cluster is a Redis cluster of masters that share the slots evenly and have no replicas.
type Cluster struct {
	Servers []*Server
}

// StartCluster starts a cluster of n servers that keep their files in dir, and returns once all of them serve, which takes
// Redis two seconds and more. Further arguments are given to every redis-server. The context bounds the start; the caller
// calls Stop.
func StartCluster(ctx context.Context, dir string, n int, args ...string) (c *Cluster, err error) {
	c = new(Cluster)
	defer func() {
		if err != nil {
			c.Stop()
		}
	}()
	for i := range n {
		s, err := start(ctx, dir, func(port int) []string {
			return append([]string{
				"--cluster-enabled", "yes", "--cluster-config-file", fmt.Sprintf("nodes-%d.conf", port),
				"--cluster-node-timeout", "2000", "--cluster-port", strconv.Itoa(port + ports),
			}, args...)
		})
		if err != nil {
			return nil, err
		}
		c.Servers = append(c.Servers, s)
		first, last := i*slots/n, (i+1)*slots/n-1
		if _, err := s.do(ctx, "CLUSTER", "ADDSLOTSRANGE", strconv.Itoa(first), strconv.Itoa(last)); err != nil {
			return nil, err
		}
		if _, err := s.do(ctx, "CLUSTER", "SET-CONFIG-EPOCH", strconv.Itoa(i+1)); err != nil {
			return nil, err
		}
	}
	for _, s := range c.Servers[1:] {
		port := c.Servers[0].port
		_, err := s.do(ctx, "CLUSTER", "MEET", "127.0.0.1", strconv.Itoa(port), strconv.Itoa(port+ports))
		if err != nil {
			return nil, err
		}
	}
	return c, c.Wait(ctx)
}

// URL is where the first server listens; it names the others.
func (c *Cluster) URL() string { return c.Servers[0].URL() }

// Wait returns once every server says that the cluster serves.
func (c *Cluster) Wait(ctx context.Context) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	known := "cluster_known_nodes:" + strconv.Itoa(len(c.Servers)) + "\r"
	for _, s := range c.Servers {
		for {
			info, err := s.do(ctx, "CLUSTER", "INFO")
			if err == nil && strings.Contains(info, "cluster_state:ok") && strings.Contains(info, known) {
				break
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("redis-server: the cluster does not come to stand: %w", ctx.Err())
			case <-tick.C:
			}
		}
	}
	return nil
}

// Stop ends all servers.
func (c *Cluster) Stop() {
	for _, s := range c.Servers {
		s.Stop()
	}
}
