"""Images to features with plain PyTorch and Pillow: torchvision's networks and transforms, written with torch.nn.

Usage: images.py WORK.json. The file holds a network, its weights, threads and sets of image files.
Reads a command from standard input ("prepare SET", "network WAY", "together WAY SET", "features WAY SET FILE"; WAY is
"eager" or "frozen") and answers with the peak memory of the process in MiB when it is done.
"""

import collections
import concurrent.futures
import json
import resource
import struct
import sys
import warnings

import numpy as np
import torch
from torch import nn

try:
    import PIL
    from PIL import Image
except ImportError:
    PIL = None

BATCH = 4  # what a layer gives is still in the cache for the next one; 16 is slower
MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
DEVIATION = torch.tensor([0.229, 0.224, 0.225])[:, None, None]


def convolution(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)


def rectified(*sizes):
    return nn.Sequential(convolution(*sizes), nn.BatchNorm2d(sizes[1]), nn.ReLU6(inplace=True))


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        inner = inputs * expansion
        widen = [rectified(inputs, inner, 1)] if expansion > 1 else []
        self.conv = nn.Sequential(
            *widen, rectified(inner, inner, 3, stride, inner), convolution(inner, outputs, 1), nn.BatchNorm2d(outputs)
        )
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.adds else self.conv(x)


class MobileNet(nn.Module):
    def __init__(self):
        super().__init__()
        blocks, inputs = [rectified(3, 32, 3, 2)], 32
        rows = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
        for expansion, outputs, count, stride in rows:
            for index in range(count):
                blocks.append(InvertedResidual(inputs, outputs, stride if index == 0 else 1, expansion))
                inputs = outputs
        self.features = nn.Sequential(*blocks, rectified(inputs, 1280, 1))

    def forward(self, x):  # [batch, 3, height, width] to [batch, 1280]
        return nn.functional.adaptive_avg_pool2d(self.features(x), (1, 1)).flatten(1)


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.conv1, self.bn1 = convolution(inputs, width, 1), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = convolution(width, width, 3, stride), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = convolution(width, 4 * width, 1), nn.BatchNorm2d(4 * width)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if inputs != 4 * width:
            self.downsample = nn.Sequential(convolution(inputs, 4 * width, 1, stride), nn.BatchNorm2d(4 * width))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += shortcut
        return self.relu(y)


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.bn1, self.relu = convolution(3, 64, 7, 2), nn.BatchNorm2d(64), nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inputs = 64
        for stage, blocks in enumerate([3, 4, 6, 3]):
            layers, width = [], 64 << stage
            for index in range(blocks):
                layers.append(Bottleneck(inputs, width, 2 if stage > 0 and index == 0 else 1))
                inputs = 4 * width
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layers))

    def forward(self, x):  # [batch, 3, height, width] to [batch, 2048]
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return nn.functional.adaptive_avg_pool2d(x, (1, 1)).flatten(1)


def read(path):
    if not path.endswith(".safetensors"):
        return torch.load(path, map_location="cpu")
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        content = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(np.frombuffer(content[slice(*entry["data_offsets"])], np.float32).copy()).view(entry["shape"])
        for name, entry in header.items()
    }


def load(work):
    model = {"ResNet-50": ResNet, "MobileNetV2": MobileNet}[work["network"]]().eval()
    missing, besides = model.load_state_dict(read(work["weights"]), strict=False)
    wrong = [name for name in missing if not name.endswith(".num_batches_tracked")]
    wrong += [name for name in besides if not name.startswith(("classifier.", "fc."))]
    if wrong:
        sys.exit(f"the weights do not fit: {wrong}")
    return model.to(memory_format=torch.channels_last)


def prepare(path):
    with Image.open(path) as file:
        image = file.convert("RGB")
    (width, height), short = image.size, 256
    size = (short, short * height // width) if width <= height else (short * width // height, short)
    image = image.resize(size, Image.Resampling.BILINEAR) if size != image.size else image
    left, top = round((size[0] - 224) / 2), round((size[1] - 224) / 2)
    pixels = np.array(image.crop((left, top, left + 224, top + 224)), copy=True)
    values = torch.from_numpy(pixels).permute(2, 0, 1).contiguous().float().div(255)
    return values.sub_(MEAN).div_(DEVIATION)


class Bench:
    def __init__(self, work):
        self.work = work
        self.pool = concurrent.futures.ThreadPoolExecutor(work["threads"]) if work["threads"] > 1 else None
        model = load(work)
        self.example = torch.randn(BATCH, 3, 224, 224).contiguous(memory_format=torch.channels_last)
        self.ways = {
            "eager": model,
            "frozen": torch.jit.optimize_for_inference(torch.jit.trace(model, self.example)),
        }

    def prepared(self, name):
        """The images of a set in order, prepared ahead by threads where there is more than one."""
        paths = self.work["sets"][name]
        if self.pool is None:
            yield from map(prepare, paths)
            return
        ahead = collections.deque(self.pool.submit(prepare, path) for path in paths[: 2 * BATCH])
        for path in paths[len(ahead) :] + [None] * len(ahead):
            image = ahead.popleft().result()
            if path is not None:
                ahead.append(self.pool.submit(prepare, path))
            yield image

    def prepare(self, name):
        for _ in self.prepared(name):
            pass

    def network(self, way):
        for _ in range(self.work["images"] // BATCH):
            self.ways[way](self.example)

    def together(self, way, name):
        features, batch = [], []
        for image in self.prepared(name):
            batch.append(image)
            if len(batch) == BATCH:
                stacked = torch.stack(batch).contiguous(memory_format=torch.channels_last)
                features.append(self.ways[way](stacked))
                batch = []
        return torch.cat(features)

    def features(self, way, name, path):
        self.together(way, name).numpy().tofile(path)


def main():
    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        work = json.load(file)
    torch.set_num_threads(work["threads"])
    with torch.no_grad():
        bench = Bench(work)
        pillow = f"Pillow {PIL.__version__}" if PIL else "no Pillow"
        print(f"{torch.__version__}, {pillow}", flush=True)
        for line in sys.stdin:
            command, *arguments = line.rstrip("\n").split("\t")
            getattr(bench, command)(*arguments)
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


main()
