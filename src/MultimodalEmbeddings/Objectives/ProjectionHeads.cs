using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>The projection heads between embeddings and losses; dropped for encoding.</summary>
/// <remarks>Their state names are those of MCSE's files: <c>pooler</c>, <c>grounding</c>, <c>visn_model.mlp</c>.</remarks>
internal sealed class ProjectionHeads : nn.Module
{
    private const string VisualModel = "visn_model";

    /// <param name="hiddenSize">Size of an embedding.</param>
    /// <param name="shared">Sizes of the multimodal part, or null for text alone.</param>
    public ProjectionHeads(int hiddenSize, SharedSpace? shared)
        : base(nameof(ProjectionHeads))
    {
        Text = new DenseTanh(hiddenSize, hiddenSize);
        register_module("pooler", Text);
        if (shared is not null)
        {
            Grounding = new DenseTanh(hiddenSize, shared.Dimension);
            Visual = new VisualHead(shared);
            register_module("grounding", Grounding);
            register_module(VisualModel, Visual);
        }
    }

    /// <summary>g: [batch, hidden] → [batch, hidden], in front of the text objective.</summary>
    public DenseTanh Text { get; }

    /// <summary>g_s: [batch, hidden] → [batch, shared], from the embedding itself, not from what <see cref="Text"/> makes of it.</summary>
    public DenseTanh? Grounding { get; }

    /// <summary>g_v: [batch, features] → [batch, shared].</summary>
    public VisualHead? Visual { get; }

    /// <summary>
    /// Draws the heads as the reference does: the text head N(0, <paramref name="range"/>) with biases 0, because there it is part of the
    /// Hugging Face model; the other two U(±1/√inputs), weights and biases, because there they are plain linear layers.
    /// </summary>
    public void Draw(double range, Generator generator)
    {
        EncoderWeights.Draw(Text, range, generator);
        DrawUniformly(Grounding, Grounding?.InputSize ?? 1, generator);
        DrawUniformly(Visual, Visual?.FeatureSize ?? 1, generator);
    }

    private static void DrawUniformly(nn.Module? head, int inputs, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var bound = 1 / Math.Sqrt(inputs);
        foreach (var parameter in head?.parameters() ?? [])
        {
            parameter.uniform_(-bound, bound, generator);
        }
    }
}
