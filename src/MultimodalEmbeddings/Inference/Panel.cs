namespace MultimodalEmbeddings.Inference;

/// <summary>The weights of neighbouring outputs, in the order in which a kernel reads them.</summary>
/// <param name="weights">[inputs, columns].</param>
/// <param name="stride">Floats from the weights of one input to those of the next.</param>
/// <param name="start">What the sums begin with: the biases, [columns].</param>
/// <param name="inputs">Components of an input row.</param>
internal readonly unsafe ref struct Panel(float* weights, int stride, float* start, int inputs)
{
    public readonly float* Weights = weights;
    public readonly int Stride = stride;
    public readonly float* Start = start;
    public readonly int Inputs = inputs;
}
