using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>Writes an encoder as an ONNX model with pooling and normalisation inside.</summary>
/// <remarks>
/// Inputs <c>input_ids</c> and <c>attention_mask</c>, [batch, tokens], int64, padded behind the sentences; output
/// <c>sentence_embedding</c>, [batch, dimension], float32. Standard operators of operator set 17 only.
/// </remarks>
internal static class OnnxExport
{
    public const string Output = "sentence_embedding";

    /// <param name="path">
    /// A file there is replaced, at once and only when the new one is complete. Weights that do not fit the 2 GB of a protocol
    /// buffer go into a second file beside it, of the same name and <c>.data</c> behind it.
    /// </param>
    /// <param name="weights">The encoder's; each is read when it is written, so that one of them is in memory at a time.</param>
    /// <param name="head">What becomes of the hidden states.</param>
    /// <exception cref="ArgumentException">The head does not fit the encoder; all that does not fit is named.</exception>
    /// <exception cref="NotSupportedException">An activation cannot be written.</exception>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    public static void Write(string path, IWeightSource weights, OnnxHead head) =>
        ModelFile.Write(path, GraphOf(weights, head), ModelFile.LargestMessage);

    internal static Graph GraphOf(IWeightSource weights, OnnxHead head)
    {
        var faults = string.Join(" ", HeadRules.Faults(head, weights));
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The encoder cannot be exported: {faults}", nameof(head));
        }

        var graph = new Graph();
        var sentences = new SentenceNodes(graph);
        var nodes = new WeightNodes(graph, weights);
        var embeddings = HeadNodes.Add(nodes, sentences, EncoderNodes.Add(nodes, sentences), head);
        var dimension = head.Dimension(weights.Configuration.HiddenSize);
        graph.AddOutput(new GraphValue(Output, ElementType.Float32, SentenceNodes.Batch, dimension), embeddings);
        return graph;
    }
}
