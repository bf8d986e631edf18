using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The models that ONNX Runtime runs, written from the same weights into a folder that goes with its owner.</summary>
internal sealed class Opponents : IDisposable
{
    /// <summary>What all of them do with the last hidden state: mean, to length 1.</summary>
    public static readonly OnnxHead Head = new(new PooledState(TokenReduction.Mean)) { Normalizes = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("multimodal-embeddings-opponents-");
    private readonly List<(string Name, string Path)> _models = [];

    /// <param name="weights">Those of a BERT with the exact GELU.</param>
    public Opponents(IWeightSource weights)
    {
        _models.Add(("as exported", Path.Combine(_folder.FullName, "exported.onnx")));
        OnnxExport.Write(_models[0].Path, weights, Head);
        foreach (var kind in FusedKind.All)
        {
            _models.Add(($"{kind}", Path.Combine(_folder.FullName, $"{_models.Count}.onnx")));
            FusedBert.Write(_models[^1].Path, weights, kind);
        }
    }

    /// <summary>One for each model, in float32 and int8; each belongs to the caller.</summary>
    public IReadOnlyList<IEncodeOpponent> Open(OpponentSettings settings) =>
        [.. _models.Select(model => new OnnxRuntimeOpponent($"{model.Name}, {settings}", model.Path, settings))];

    public void Dispose() => _folder.Delete(recursive: true);
}
