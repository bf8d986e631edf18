using Microsoft.ML.OnnxRuntime;
using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>ONNX Runtime on the CPU: all graph optimisations, sentences sorted by length, batches of a token budget.</summary>
internal sealed class OnnxRuntimeOpponent : IEncodeOpponent
{
    private static readonly string[] Inputs = [SentenceNodes.Ids, SentenceNodes.Mask];
    private static readonly string[] Outputs = [OnnxExport.Output];

    private readonly OpponentSettings _settings;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <param name="name">What tables call it.</param>
    /// <param name="modelPath">A model with an exported one's inputs and output; the mask alone says what is padding.</param>
    /// <param name="settings">How it runs.</param>
    public OnnxRuntimeOpponent(string name, string modelPath, OpponentSettings settings)
    {
        (Name, _settings) = (name, settings);
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = settings.BatchesInParallel ? 1 : settings.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(modelPath, options);
    }

    public string Name { get; }

    public void Encode(int[][] tokenIds, float[] embeddings)
    {
        var batches = TokenBudget.Cut(tokenIds, _settings.TokenBudget);
        if (!_settings.BatchesInParallel)
        {
            batches.ForEach(batch => EncodeBatch(tokenIds, batch, embeddings));
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _settings.Threads };
        Parallel.ForEach(batches, parallel, batch => EncodeBatch(tokenIds, batch, embeddings));
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
    }

    private void EncodeBatch(int[][] tokenIds, int[] batch, float[] embeddings)
    {
        var width = Math.Max(1, tokenIds[batch[0]].Length); // the longest comes first
        long[] shape = [batch.Length, width], ids = new long[batch.Length * width], mask = new long[ids.Length];
        for (var row = 0; row < batch.Length; row++)
        {
            var sentence = tokenIds[batch[row]];
            for (var place = 0; place < sentence.Length; place++)
            {
                (ids[(row * width) + place], mask[(row * width) + place]) = (sentence[place], 1);
            }
        }

        using var idValues = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var results = _session.Run(_runOptions, Inputs, [idValues, maskValues], Outputs);
        var rows = results[0].GetTensorDataAsSpan<float>();
        var dimension = rows.Length / batch.Length;
        for (var row = 0; row < batch.Length; row++)
        {
            rows.Slice(row * dimension, dimension).CopyTo(embeddings.AsSpan(batch[row] * dimension));
        }
    }
}
