"""A SimCSE step with plain PyTorch: a BERT of torch's own modules, torch.optim.AdamW, sentences padded to the longest.

Usage: training_step.py WORK.json. The file holds sizes, threads and batches of token ids; reads a line with a precision
("fp32" or "bf16") from standard input for every step, and answers with its seconds, the seconds of processor time and the
peak memory of the process in MiB.
"""

import json
import math
import re
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

DROPOUT = 0.1
TEMPERATURE = 0.05


class Layer(nn.Module):
    def __init__(self, hidden, heads, intermediate):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(hidden, hidden) for _ in range(3))
        self.output = nn.Linear(hidden, hidden)
        self.widen, self.narrow = nn.Linear(hidden, intermediate), nn.Linear(intermediate, hidden)
        self.first_norm, self.second_norm = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)

    def forward(self, x, mask):  # [batch, tokens, hidden], [batch, 1, 1, tokens]
        def split(y):
            return y.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + mask
        seen = F.dropout(scores.softmax(-1), DROPOUT, self.training) @ value
        seen = self.output(seen.transpose(1, 2).flatten(2))
        x = self.first_norm(x + F.dropout(seen, DROPOUT, self.training))
        narrowed = self.narrow(F.gelu(self.widen(x)))
        return self.second_norm(x + F.dropout(narrowed, DROPOUT, self.training))


class Model(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        hidden = sizes["hidden"]
        self.words = nn.Embedding(sizes["vocabulary"], hidden)
        self.positions = nn.Embedding(sizes["positions"], hidden)
        self.types = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(hidden, sizes["heads"], sizes["intermediate"]) for _ in range(sizes["layers"]))
        self.head = nn.Linear(hidden, hidden)

    def forward(self, ids, attended):  # [batch, tokens]
        mask = attended.log()[:, None, None, :]
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types.weight[0]
        x = F.dropout(self.norm(x), DROPOUT, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x[:, 0]).tanh()


def pad(rows):
    width = max(map(len, rows))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    attended = torch.tensor([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows])
    return ids, attended


def blas():
    """The library that takes the products: Debian's PyTorch calls whichever libblas.so.3 is installed."""
    with open("/proc/self/maps", encoding="utf-8") as file:
        names = set(re.findall(r"/(lib(?:openblas|blis|atlas|mkl_rt)[^/\n]*|libblas[^/\n]*)$", file.read(), re.MULTILINE))
    return ", ".join(sorted(names)) or torch.__config__.show().split("BLAS_INFO=")[-1].split(",")[0]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        work = json.load(file)
    torch.manual_seed(1)
    torch.set_num_threads(work["threads"])
    model = Model(work["sizes"]).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-5, weight_decay=0)
    print(f"{torch.__version__}, {blas()}", flush=True)
    for step, line in enumerate(sys.stdin):
        rows = work["batches"][step // 2 % len(work["batches"])]  # the two precisions take turns
        begin, begin_processor = time.perf_counter(), time.process_time()
        ids, attended = pad(rows + rows)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=line.strip() == "bf16"):
            embeddings = model(ids, attended)
        first, second = F.normalize(embeddings.float()).chunk(2)
        loss = F.cross_entropy(first @ second.t() / TEMPERATURE, torch.arange(len(rows)))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seconds, processor = time.perf_counter() - begin, time.process_time() - begin_processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{seconds} {processor} {peak} {loss.item()}", flush=True)


main()
