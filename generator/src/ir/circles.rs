//! Circles in a graph of definitions: which definitions lead back to themselves.

/// The circle that each node is on, by a number that all nodes of the circle have; `None` for a node on none.
///
/// Two nodes have the same number exactly if each leads to the other. One walk over all edges finds it (Tarjan's
/// algorithm, with a stack of its own, so that a long chain is as good as a short one).
#[must_use]
pub fn circles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut walk = Walk {
        edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        waiting: Vec::new(),
        is_waiting: vec![false; edges.len()],
        circle: vec![None; edges.len()],
        next: 0,
    };
    for start in 0..edges.len() {
        if walk.order[start].is_none() {
            walk.from(start);
        }
    }
    walk.circle
}

struct Walk<'e> {
    edges: &'e [Vec<usize>],
    /// When each node was met.
    order: Vec<Option<usize>>,
    /// The earliest node on the present path that a node leads to.
    low: Vec<usize>,
    /// Nodes whose circle is not known yet.
    waiting: Vec<usize>,
    is_waiting: Vec<bool>,
    circle: Vec<Option<usize>>,
    next: usize,
}

impl Walk<'_> {
    fn from(&mut self, start: usize) {
        // Each node with how many of its edges were walked.
        let mut path = vec![(start, 0)];
        self.meet(start);
        while let Some((node, walked)) = path.last_mut() {
            let node = *node;
            let Some(&to) = self.edges[node].get(*walked) else {
                path.pop();
                if let Some((before, _)) = path.last() {
                    self.low[*before] = self.low[*before].min(self.low[node]);
                }
                self.leave(node);
                continue;
            };
            *walked += 1;
            match self.order[to] {
                None => {
                    self.meet(to);
                    path.push((to, 0));
                }
                Some(order) if self.is_waiting[to] => self.low[node] = self.low[node].min(order),
                Some(_) => {}
            }
        }
    }

    fn meet(&mut self, node: usize) {
        self.order[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.waiting.push(node);
        self.is_waiting[node] = true;
    }

    /// Numbers the circle that begins at a node, once all that the node leads to is known.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        let start = self.waiting.iter().rposition(|waiting| *waiting == node).unwrap_or(0);
        let members = self.waiting.split_off(start);
        let alone = members.len() == 1 && !self.edges[node].contains(&node);
        for member in members {
            self.is_waiting[member] = false;
            self.circle[member] = (!alone).then_some(node);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_lead_to_each_other_have_the_same_number() {
        // 0 → 1 ⇄ 2 → 3, 3 → 3, 4 → 5 → 6 → 4, 6 → 1
        let found = circles(&[vec![1], vec![2], vec![1, 3], vec![3], vec![5], vec![6], vec![4, 1]]);
        assert_eq!(found[0], None);
        assert!(found[1].is_some() && found[1] == found[2]);
        assert!(found[3].is_some() && found[3] != found[1]);
        assert!(found[4].is_some() && found[4] == found[5] && found[5] == found[6]);
        assert!(found[4] != found[1] && found[4] != found[3]);
    }

    #[test]
    fn a_node_that_is_met_twice_is_on_no_circle() {
        assert_eq!(circles(&[vec![1, 2], vec![3], vec![3], vec![]]), [None; 4]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        const LENGTH: usize = 200_000;
        let mut edges: Vec<Vec<usize>> = (1..LENGTH).map(|next| vec![next]).collect();
        edges.push(Vec::new());
        assert!(circles(&edges).iter().all(Option::is_none));
        edges[LENGTH - 1].push(0);
        assert!(circles(&edges).iter().all(Option::is_some));
    }
}
