using Microsoft.ML.OnnxRuntime;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Onnx;

/// <summary>An exported model as ONNX Runtime runs it.</summary>
internal sealed class RuntimeModel : IDisposable
{
    private readonly InferenceSession _session;

    public RuntimeModel(string path)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(path, options);
    }

    /// <summary>Exports into a folder of its own, and loads what was written.</summary>
    public static RuntimeModel Export(IWeightSource weights, OnnxHead head)
    {
        using var folder = new TemporaryFolder();
        OnnxExport.Write(folder.File("model.onnx"), weights, head);
        return new RuntimeModel(folder.File("model.onnx"));
    }

    /// <param name="sentences">Token ids of each.</param>
    /// <param name="paddingId">Fills the shorter rows.</param>
    /// <returns>Embeddings, [sentences · dimension].</returns>
    public float[] Encode(IReadOnlyList<int[]> sentences, int paddingId)
    {
        var width = sentences.Max(ids => ids.Length);
        var padded = sentences.SelectMany(ids => ids.Concat(Enumerable.Repeat(paddingId, width - ids.Length)));
        var mask = sentences.SelectMany(ids => Enumerable.Range(0, width).Select(place => place < ids.Length ? 1L : 0));
        return Run([.. padded.Select(id => (long)id)], [.. mask], [sentences.Count, width]);
    }

    public void Dispose() => _session.Dispose();

    private float[] Run(long[] ids, long[] mask, long[] shape)
    {
        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var options = new RunOptions();
        using var results = _session.Run(
            options, ["input_ids", "attention_mask"], [idsValue, maskValue], ["sentence_embedding"]);
        Assert.Equal(shape[0], results[0].GetTensorTypeAndShape().Shape[0]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
