"""What train.py does to films at random, a whole batch at a time and on the device it learns on. A batch is [n, 1, side, side]
with grey levels in [0, 1]. Motion blur, burnt-out reflections and windows are left out on purpose: nothing may learn from the
disturbances that `roentgram robustness` holds back.
"""
import math

import torch
import torch.nn.functional as F

# ITU-T T.81, table K.1: luminance quantisation at quality 50.
QUANTISATION = [
    [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
    [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99],
]
COSINES = [[math.sqrt((1 if k == 0 else 2) / 8) * math.cos(math.pi * (2 * i + 1) * k / 16) for i in range(8)] for k in range(8)]


class Draw:
    """Random values, one a film, that broadcast over its pixels."""

    def __init__(self, count: int, device: torch.device):
        self.count, self.device = count, device

    def between(self, low: float, high: float) -> torch.Tensor:
        return torch.rand(self.count, 1, 1, 1, device=self.device) * (high - low) + low

    def factor(self, low: float, high: float) -> torch.Tensor:
        return torch.exp(self.between(math.log(low), math.log(high)))

    def now_and_then(self, probability: float) -> torch.Tensor:
        """1 or 0."""
        return (torch.rand(self.count, 1, 1, 1, device=self.device) < probability).float()


def reframe(films: torch.Tensor, side: int) -> torch.Tensor:
    """Turned, zoomed, stretched, shifted, mirrored, seen askew; what was outside is black or one grey."""
    draw = Draw(len(films), films.device)
    flat = lambda low, high: draw.between(low, high).view(-1)
    angle = flat(-15, 15) * math.pi / 180 * draw.now_and_then(.8).view(-1)
    zoom, aspect = torch.exp(flat(-.16, .16)), torch.exp(flat(-.08, .08))
    mirror = torch.where(flat(0, 1) < .5, -1., 1.)
    cos, sin = torch.cos(angle), torch.sin(angle)
    view = torch.zeros(len(films), 3, 3, device=films.device)
    view[:, 0, 0], view[:, 0, 1], view[:, 0, 2] = cos * zoom * aspect * mirror, -sin * zoom, flat(-.16, .16)
    view[:, 1, 0], view[:, 1, 1], view[:, 1, 2] = sin * zoom * mirror, cos * zoom / aspect, flat(-.16, .16)
    askew = draw.now_and_then(.3).view(-1)
    view[:, 2, 0], view[:, 2, 1], view[:, 2, 2] = flat(-.15, .15) * askew, flat(-.15, .15) * askew, 1
    line = torch.linspace(-1 + 1 / side, 1 - 1 / side, side, device=films.device)
    across, down = line[None, :].expand(side, side), line[:, None].expand(side, side)
    points = torch.stack([across, down, torch.ones_like(across)], -1).view(-1, 3)
    seen = points[None] @ view.transpose(1, 2)
    grid = (seen[..., :2] / seen[..., 2:].clamp(min=.2)).view(-1, side, side, 2)
    if films.shape[-1] > side * 1.5:
        films = F.interpolate(films, size=side, mode="bilinear", antialias=True, align_corners=False)
    outside = draw.between(0, 1) * draw.now_and_then(.3)
    inside = F.grid_sample(films - outside, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    # Never below zero, of which a power is not a number.
    return (inside + outside).clamp(1e-4, 1)


def equalise(films: torch.Tensor) -> torch.Tensor:
    """Histogram equalisation: every grey level's mid-rank."""
    levels = (films.view(len(films), -1) * 255).long().clamp(0, 255)
    ones = torch.ones_like(levels, dtype=torch.float32)
    histogram = torch.zeros(len(films), 256, device=films.device).scatter_add_(1, levels, ones)
    ranks = histogram.cumsum(1)
    return ((ranks - histogram / 2) / ranks[:, -1:]).gather(1, levels).view_as(films)


def blur(films: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """Gaussian; sigma in pixels, one a film."""
    count, reach = len(films), 8
    away = torch.arange(-reach, reach + 1, device=films.device).float()
    weights = torch.exp(-away[None] ** 2 / (2 * sigma.view(count, 1).clamp(min=.05) ** 2))
    weights = weights / weights.sum(1, keepdim=True)
    planes = films.transpose(0, 1)
    planes = F.conv2d(F.pad(planes, (reach, reach, 0, 0), "replicate"), weights.view(count, 1, 1, -1), groups=count)
    planes = F.conv2d(F.pad(planes, (0, 0, reach, reach), "replicate"), weights.view(count, 1, -1, 1), groups=count)
    return planes.transpose(0, 1)


def compress(films: torch.Tensor, quality: torch.Tensor) -> torch.Tensor:
    """What JPEG loses: cosine coefficients of blocks of 8 x 8, rounded (quality as libjpeg counts it)."""
    count, _, side, _ = films.shape
    table = torch.tensor(QUANTISATION, device=films.device).float()
    cosines = torch.tensor(COSINES, device=films.device)
    blocks = films.view(count, side // 8, 8, side // 8, 8).transpose(2, 3) * 255 - 128
    scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality) / 100
    steps = (table[None] * scale.view(count, 1, 1)).clamp(min=1)[:, None, None]
    rounded = (cosines @ blocks @ cosines.T / steps).round() * steps
    back = (cosines.T @ rounded @ cosines + 128) / 255
    return back.transpose(2, 3).reshape(count, 1, side, side).clamp(0, 1)


def disturb(films: torch.Tensor, grey: float) -> torch.Tensor:
    """Grey levels, light, glare, waves, blur, noise and compression. grey: what the probabilities of the first are times."""
    count, _, side, _ = films.shape
    draw = Draw(count, films.device)
    mixed = lambda to, share: films + (to - films) * share
    line = torch.linspace(-1, 1, side, device=films.device)
    x, y = line.view(1, 1, 1, side), line.view(1, 1, side, 1)
    films = mixed(equalise(films), draw.now_and_then(.3) * draw.between(.3, 1))
    films = mixed(films ** draw.factor(.55, 1.8), draw.now_and_then(.35 * grey))
    films = mixed((films * draw.factor(.5, 1.5)).clamp(0, 1), draw.now_and_then(.35 * grey))
    mean = films.mean((1, 2, 3), keepdim=True)
    films = mixed((mean + (films - mean) * draw.factor(.5, 1.5)).clamp(0, 1), draw.now_and_then(.35 * grey))
    films = mixed(torch.sigmoid(5 * (films - .5 + draw.between(-.15, .15))), draw.now_and_then(.25 * grey))
    slope = (1 + draw.between(-.35, .35) * x + draw.between(-.35, .35) * y).clamp(.2, 1.5)
    films = mixed(films * slope, draw.now_and_then(.2 * grey)).clamp(0, 1)
    away = (x - draw.between(-1, 1)) ** 2 + (y - draw.between(-1, 1)) ** 2
    patch = torch.exp(-away / (2 * draw.between(.2, .6) ** 2)) * draw.between(.2, .75)
    films = mixed(1., patch * draw.now_and_then(.25 * grey))
    angle, waves, phase = draw.between(0, math.pi), draw.factor(6, 90), draw.between(0, 2 * math.pi)
    along = torch.sin(waves * math.pi * (x * torch.cos(angle) + y * torch.sin(angle)) + phase)
    films = films * (1 - draw.now_and_then(.12) * draw.between(0, .1) * (1 + along))
    films = blur(films, draw.between(.3, 2) * side / 224 * draw.now_and_then(.3))
    films = (films + torch.randn_like(films) * draw.between(0, .06) * draw.now_and_then(.3)).clamp(0, 1)
    return mixed(compress(films, draw.between(20, 90)), draw.now_and_then(.25)).clamp(0, 1)
