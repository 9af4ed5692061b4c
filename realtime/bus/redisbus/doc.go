// Package redisbus is the [bus.Bus] over Redis: it carries hints between nodes by Redis' publish and subscribe.
//
// Redis stores nothing for it and is trusted with nothing. Every message is sealed under a key that the nodes share, so that
// Redis, and whoever can reach it, neither reads what people write nor makes nodes believe anything. What it can do is lose,
// repeat, delay and count messages, which a bus may do anyway.
//
// # Redis away
//
// [Open] does not wait for Redis, and no call does later. Without Redis, Publish drops what is older than two seconds or beyond
// 4096 messages or 4 MiB; Ready says what is wrong. A server that no longer answers is noticed within 1.5 s. Connecting is
// tried at least five times a second, and when it succeeds every ear is told that it may have missed something. After a refusal
// (a wrong password, a missing right) attempts grow rarer, to one in five seconds.
//
// # Clusters
//
// Where the server is part of a Redis cluster, the bus uses sharded channels (SPUBLISH), so that a message goes to one shard
// only, with one connection per shard to publish and one to listen. Redis 6 knows no such channels: there, as on a single
// server, ordinary ones are used, which a cluster carries to all its servers. When slots move or a shard fails, the bus asks for
// the new layout and begins anew; while one shard has no master, so does the whole bus. Besides the address it was given, it
// tries those that the cluster last named.
//
// # Rights
//
// A Redis user of its own needs no more than this (redis-cli or an ACL file; the password is an example):
//
//	ACL SETUSER feltboard reset on >a-long-password &feltboard:* +ping +cluster|shards +publish +subscribe +unsubscribe +spublish +ssubscribe +sunsubscribe
//
// Channels are named "feltboard:{topic}"; no keys are used and no data is stored. The last three are for clusters, and Redis 6
// does not know them.
package redisbus
