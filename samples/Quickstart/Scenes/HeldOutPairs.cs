using MultimodalEmbeddings.Evaluation;

namespace Quickstart.Scenes;

/// <summary>Pairs of descriptions of scenes that nothing else uses: from one scene twice to two with nothing in common.</summary>
internal sealed class HeldOutPairs(SceneSampler sampler, Captioner captioner, IEnumerable<Scene> used)
{
    private readonly HashSet<Scene> _used = [.. used, .. used.Select(scene => scene.Swapped)];

    public StsTask Draw(string name, int count) => new(name, [.. Enumerable.Range(0, count).Select(i => Pair(i % 9))]);

    private StsPair Pair(int changes)
    {
        var first = Unused(sampler.Next);
        var second = Unused(() => sampler.Vary(first, changes));
        _used.UnionWith([first, first.Swapped, second, second.Swapped]);
        return new StsPair(captioner.Caption(first), captioner.Caption(second), first.SimilarityTo(second));
    }

    private Scene Unused(Func<Scene> draw)
    {
        var scene = draw();
        return _used.Contains(scene) ? Unused(draw) : scene;
    }
}
